import { leadingQuery } from '../aggregate/leading-query.js';
import { collationOf } from '../bson/collation.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { findRecords, planQuery, type Query } from '../execution/find.js';
import { finish, newProgress, pause } from '../execution/scan.js';
import { parseSort } from '../execution/sort.js';
import { type Interval, TypeEdge } from '../planner/bounds.js';
import type { Plan } from '../planner/plan.js';
import type { Collection } from '../storage/collection.js';
import type { Index } from '../storage/index-entries.js';
import { type Call, type Command, collectionName, variablesOf } from './command.js';
import { queryOf } from './reads.js';
import { claimedVersion } from './server-info.js';

/** `explain`: which index answers a query, and with `executionStats` how much it had to look at. */
export const explain: Command = {
  fields: ['verbosity'],
  run: async (call) => {
    const inner = call.body['explain'];
    if (!isDocument(inner)) throw new CommandError('TypeMismatch', "BSON field 'explain.explain' must be an object");
    const name = Object.keys(inner)[0]!;
    const nested: Call = { ...call, name, body: inner };
    const verbosity = String(call.body['verbosity'] ?? 'allPlansExecution');
    if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(verbosity))
      throw new CommandError('BadValue', `verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}`);
    return explainQuery(nested, queryToExplain(nested, call.store.catalogue.get(call.db, collectionName(nested))), verbosity !== 'queryPlanner');
  },
};

function queryToExplain(call: Call, collection: Collection | undefined): Query {
  const { name, body } = call;
  const statement = (list: unknown): Doc => (Array.isArray(list) && isDocument(list[0]) ? list[0] : {});
  const ofStatement = (one: Doc): Query => ({
    filter: (one['q'] as Doc) ?? {},
    sort: [],
    skip: 0,
    limit: 0,
    variables: variablesOf(call, collection, one),
  });
  switch (name) {
    case 'find':
      return queryOf(call, 'filter', collection);
    case 'count':
    case 'distinct':
      return queryOf(call, 'query', collection);
    case 'findAndModify':
      return { filter: (body['query'] as Doc) ?? {}, sort: parseSort(body['sort']), skip: 0, limit: 1, variables: variablesOf(call, collection) };
    case 'update':
      return ofStatement(statement(body['updates']));
    case 'delete':
      return ofStatement(statement(body['deletes']));
    case 'aggregate':
      return { ...leadingQuery(Array.isArray(body['pipeline']) ? body['pipeline'] : []), variables: variablesOf(call, collection) };
    default:
      throw new CommandError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}

async function explainQuery(call: Call, query: Query, execute: boolean): Promise<Doc> {
  const collection = call.store.catalogue.get(call.db, collectionName(call));
  const namespace = `${call.db}.${collectionName(call)}`;
  const server = { serverInfo: { version: claimedVersion }, command: call.body };
  if (!collection) return { explainVersion: '1', queryPlanner: { namespace, winningPlan: { stage: 'EOF' }, rejectedPlans: [] }, ...server };
  const plan = planQuery(collection, query);
  const collation = collationOf(query.variables ?? {});
  const progress = newProgress();
  const started = performance.now();
  let nReturned = 0;
  // Which of two plans wins a race is told by running it, as far as to the first document at least.
  const toRun = execute ? Infinity : plan.rival ? 1 : 0;
  await finish(
    (function* () {
      if (toRun === 0) return;
      for (const found of findRecords(query, plan, progress)) {
        if (found === pause) yield pause;
        else if (++nReturned >= toRun) return;
      }
    })(),
  );
  const winner = plan.winner ?? plan;
  const winningPlan = describePlan(winner, query);
  const rejectedPlans = plan.rival ? [describePlan(winner === plan ? plan.rival : plan, query)] : [];
  const answer: Doc = {
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery: query.filter, ...(collation ? { collation: collation.spec } : {}), winningPlan, rejectedPlans },
    ...server,
  };
  if (!execute) return answer;
  answer['executionStats'] = {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: progress.keys,
    totalDocsExamined: progress.docs,
    executionStages: winningPlan,
  };
  return answer;
}

function describePlan(plan: Plan, query: Query): Doc {
  const { index } = plan;
  let stage: Doc = index
    ? { stage: 'FETCH', ...(plan.exact ? {} : { filter: query.filter }), ...describeIndexPart(plan, index, query) }
    : { stage: 'COLLSCAN', ...(plan.exact ? {} : { filter: query.filter }), direction: plan.reverse ? 'backward' : 'forward' };
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: sortPattern(query), inputStage: stage };
  if (query.skip > 0) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  return query.limit > 0 ? { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage } : stage;
}

function describeIndexPart(plan: Plan, index: Index, query: Query): Doc {
  const intervals = plan.found?.intervals ?? [];
  const scan = {
    stage: 'IXSCAN',
    keyPattern: index.spec['key'],
    indexName: index.name,
    ...(index.collation ? { collation: index.collation.spec } : {}),
    isMultiKey: index.multikey,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    direction: plan.reverse ? 'backward' : 'forward',
    indexBounds: Object.fromEntries(index.fields.map(({ path }, i) => [path, intervals[i]?.map(showInterval) ?? ['[MinKey, MaxKey]']])),
  };
  return { inputStage: plan.merged ? { stage: 'SORT_MERGE', sortPattern: sortPattern(query), inputStage: scan } : scan };
}

const sortPattern = ({ sort }: Query): Doc => Object.fromEntries(sort.map(({ path, descending }) => [path, descending ? -1 : 1]));

function showInterval({ low, high, lowIn, highIn }: Interval): string {
  const show = (value: unknown): string =>
    value instanceof TypeEdge ? `type ${value.rank}` : typeof value === 'string' ? JSON.stringify(value) : String(value);
  return `${lowIn ? '[' : '('}${show(low)}, ${show(high)}${highIn ? ']' : ')'}`;
}
