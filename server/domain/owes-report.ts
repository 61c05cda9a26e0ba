import { type Office, officeFacts } from './office.js';
import type { Form } from './open-form.js';

/** True when the form is asked of this office: all schools, unless the form says otherwise. */
export function owesReport(form: Form, office: Office): boolean {
  return form.filledBy ? form.filledBy.evaluate({ office: officeFacts(office) }) === true : office.kind === 'school';
}
