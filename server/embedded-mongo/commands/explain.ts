import { leadingQuery } from '../aggregate/leading-query.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { findRecords, planQuery, type Query } from '../execution/find.js';
import { finish, newProgress, pause } from '../execution/scan.js';
import { parseSort } from '../execution/sort.js';
import { type Interval, TypeEdge } from '../planner/bounds.js';
import type { Plan } from '../planner/plan.js';
import type { Index } from '../storage/index-entries.js';
import { type Call, type Command, collectionName } from './command.js';
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
    return explainQuery(nested, queryToExplain(nested), verbosity !== 'queryPlanner');
  },
};

function queryToExplain(call: Call): Query {
  const { name, body } = call;
  const statement = (list: unknown): Doc => (Array.isArray(list) && isDocument(list[0]) ? list[0] : {});
  switch (name) {
    case 'find':
      return queryOf(call, 'filter');
    case 'count':
    case 'distinct':
      return queryOf(call, 'query');
    case 'findAndModify':
      return { filter: (body['query'] as Doc) ?? {}, sort: parseSort(body['sort']), skip: 0, limit: 1 };
    case 'update':
      return { filter: (statement(body['updates'])['q'] as Doc) ?? {}, sort: [], skip: 0, limit: 0 };
    case 'delete':
      return { filter: (statement(body['deletes'])['q'] as Doc) ?? {}, sort: [], skip: 0, limit: 0 };
    case 'aggregate':
      return leadingQuery(Array.isArray(body['pipeline']) ? body['pipeline'] : []);
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
  const answer: Doc = { explainVersion: '1', queryPlanner: { namespace, parsedQuery: query.filter, winningPlan, rejectedPlans }, ...server };
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
