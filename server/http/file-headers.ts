/** Headers of a file with a Chinese name: shown in the page (`inline`) or saved (`attachment`). */
export function fileHeaders(how: 'inline' | 'attachment', name: string): Record<string, string> {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const ending = name.slice(name.lastIndexOf('.'));
  return { 'Content-Disposition': `${how}; filename="yibiao${ending}"; filename*=UTF-8''${encoded}` };
}
