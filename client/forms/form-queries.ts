import { queryOptions } from '@tanstack/react-query';
import { openForm } from '../../server/domain/open-form.js';
import { api, links } from '../api.js';
import { loadValidator } from './server-validator.js';

/** A published version never changes, so it is opened once. */
export const openFormQuery = (definition: string, version: number | undefined) =>
  queryOptions({
    queryKey: ['form', definition, version],
    queryFn: async () => openForm((await api.form(definition, version as number)).snapshot),
    enabled: version !== undefined,
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    structuralSharing: false,
  });

export const validatorQuery = (definition: string, version: number | undefined) =>
  queryOptions({
    queryKey: ['validator', definition, version],
    queryFn: async () => ({ validate: await loadValidator(links.validator(definition, version as number)) }),
    enabled: version !== undefined,
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    structuralSharing: false,
  });
