// rjsf's validator over the module that the server makes of a published version once: the page's CSP forbids the eval that ajv needs.
import { type RJSFValidationError, toErrorSchema, type ValidatorType } from '@rjsf/utils';

type AjvError = { instancePath: string; keyword: string; message?: string; params?: Record<string, unknown> };
export type ValidateFunction = ((data: unknown) => boolean) & { errors?: AjvError[] | null };

/** @param address of the module on our own server. @throws when it cannot be loaded. */
export async function loadValidator(address: string): Promise<ValidateFunction> {
  const module = (await import(/* @vite-ignore */ address)) as { default?: ValidateFunction; validate?: ValidateFunction };
  const validate = module.validate ?? module.default;
  if (typeof validate !== 'function') throw new Error(`${address} is no validator`);
  return validate;
}

/** Places at which a record does not fit the schema, as paths with dots; a missing property is named itself. */
export function schemaFaults(validate: ValidateFunction, data: unknown): { path: string; message: string }[] {
  if (validate(data)) return [];
  return (validate.errors ?? []).map((error) => {
    const missing = error.keyword === 'required' ? [String(error.params?.missingProperty ?? '')] : [];
    return { path: [...byLineId(error.instancePath.split('/').slice(1), data), ...missing].join('.'), message: error.message ?? error.keyword };
  });
}

/** ajv names a free line by its place, the product by its id. */
function byLineId(keys: string[], data: unknown): string[] {
  const [table = '', line, ...rest] = keys;
  const lines = (data as Record<string, unknown> | null)?.[table];
  return Array.isArray(lines) && line !== undefined ? [table, String((lines[Number(line)] as { id?: string } | undefined)?.id ?? line), ...rest] : keys;
}

/** The whole schema is judged by the server's module; parts of it are only asked about by rjsf for `oneOf` and the like, which the language does not have. */
export function validatorOf(validate: ValidateFunction): ValidatorType {
  const faults = (data: unknown) => schemaFaults(validate, data);
  return {
    isValid: () => true,
    rawValidation: <Result>(_: unknown, data?: unknown) => ({ errors: faults(data) as Result[] }),
    validateFormData: (data) => {
      const errors = faults(data).map(({ path, message }): RJSFValidationError => ({ property: `.${path}`, message, stack: `${path} ${message}` }));
      return { errors, errorSchema: toErrorSchema(errors) };
    },
  };
}

/** Judges nothing: for forms that are only looked at. */
export const lenient: ValidatorType = { isValid: () => true, rawValidation: () => ({}), validateFormData: () => ({ errors: [], errorSchema: {} }) };
