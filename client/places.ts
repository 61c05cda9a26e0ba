import type { ReportAddress } from './api.js';

/** Address of a report's page within the client. */
export const reportPage = ({ definition, office, period }: ReportAddress): string => `/reports/${definition}/${office}/${period}`;
