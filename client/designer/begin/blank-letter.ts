import type { LedgerDefinition, LetterDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** A notice to whoever cares for the child, in the product's own layout: an address, a sentence, an end. */
export function blankLetter({ id, title, contents, say }: Beginning): LetterDefinition {
  const ledger = Object.values(contents).find((one): one is LedgerDefinition => one.kind === 'ledger' && !one.hidden);
  const { name = 'name', guardian } = ledger?.meanings ?? {};
  return {
    id,
    kind: 'letter',
    version: 1,
    title,
    of: ledger?.id ?? '',
    by: { clerk: true, 'county-reviewer': true },
    template: { file: 'admission-notice/page.hbs' },
    fields: {
      name: { title: say('childName'), from: `child.${name}`, required: true },
      ...(guardian ? { guardian: { title: say('guardian'), from: `child.${guardian}`, required: true } } : {}),
      school: { title: say('school'), from: 'school.title' },
      office: { title: say('office'), from: 'county.bureau', required: true },
    },
    texts: {
      salutation: { text: guardian ? say('toGuardian') : say('toParents'), kind: 'salutation' },
      opening: { text: say('opening') },
      closing: { text: say('closing') },
    },
    serial: { pattern: say('serial') },
  };
}
