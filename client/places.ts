import type { ReportAddress } from './api.js';

/** Address of a report's page within the client. */
export const reportPage = ({ definition, office, period }: ReportAddress): string => `/reports/${definition}/${office}/${period}`;
/** Address of a child's file within the client. */
export const childPage = ({ ledger, child }: { ledger: string; child: string }): string => `/ledger/${ledger}/children/${child}`;
/** Address of a letter's page within the client. */
export const letterPage = (letter: string): string => `/letters/${encodeURIComponent(letter)}`;
/** Address of the page of long work within the client. */
export const jobPage = (job: string): string => `/letters/jobs/${encodeURIComponent(job)}`;
/** Address of one book of a ledger within the client. */
export const bookPage = (ledger: string, book: string): string => `/ledger?${new URLSearchParams({ ledger, book })}`;
