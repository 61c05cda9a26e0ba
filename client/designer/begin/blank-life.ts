import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** The shortest way there is: the school fills in and hands in, the bureau accepts or sends back. */
export const blankLife = ({ id, title, say }: Beginning): LifeDefinition => ({
  id,
  kind: 'life',
  version: 1,
  title,
  initial: 'draft',
  states: {
    draft: { title: say('filling'), colour: 'default', editable: { filler: true, 'school-head': true } },
    returned: { title: say('returned'), colour: 'error', editable: { filler: true, 'school-head': true } },
    reported: { title: say('handedIn'), colour: 'processing', handedIn: true },
    accepted: { title: say('accepted'), colour: 'success', handedIn: true, final: true },
  },
  actions: {
    handIn: {
      title: say('handIn'),
      from: { draft: true, returned: true },
      to: 'reported',
      by: { filler: true, 'school-head': true },
      checks: true,
      main: true,
    },
    withdraw: { title: say('withdraw'), from: { reported: true }, to: 'draft', by: { filler: true, 'school-head': true } },
    accept: { title: say('accept'), from: { reported: true }, to: 'accepted', by: { 'county-reviewer': true }, checks: true, main: true },
    sendBack: { title: say('sendBack'), from: { reported: true, accepted: true }, to: 'returned', by: { 'county-reviewer': true }, needs: { reason: true } },
  },
});
