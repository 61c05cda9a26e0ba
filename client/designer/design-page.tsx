import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { designApi } from './design-api.js';
import { DesignFrame } from './design-frame.js';
import './design-words.js';
import './designer.css';

/** A definition being changed: its parts, what is wrong with it, what it will look like, and the way into force. */
export function DesignPage() {
  const { definition = '' } = useParams();
  const draft = useQuery({ queryKey: ['design', definition, 'draft'], queryFn: () => designApi.draft(definition), gcTime: 0, staleTime: Infinity });
  const contents = useQuery({ queryKey: ['design', 'contents'], queryFn: designApi.contents, staleTime: 10_000, structuralSharing: false });
  const facts = useQuery({ queryKey: ['design', definition, 'facts'], queryFn: () => designApi.definition(definition) });
  const failed = [draft, contents, facts].find(({ isError }) => isError);
  if (failed) return <Trouble page error={failed.error} onRetry={() => failed.refetch()} />;
  if (!draft.data?.definition || !contents.data || !facts.data) return <Waiting />;
  return <DesignFrame key={definition} id={definition} first={draft.data} contents={contents.data.contents} facts={facts.data} />;
}
