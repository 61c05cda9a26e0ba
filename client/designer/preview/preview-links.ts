const pathOf = (id: string): string => `/api/definitions/${encodeURIComponent(id)}`;

export const previewLinks = {
  pdf: (id: string) => `${pathOf(id)}/preview.pdf`,
  xlsx: (id: string) => `${pathOf(id)}/preview.xlsx`,
  cells: (id: string) => `${pathOf(id)}/preview/cells`,
};
