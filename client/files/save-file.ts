import { api } from '../api.js';

/** Downloads a file so that a refusal can be told in the page. @throws Refusal, NoConnection */
export async function saveFile(path: string, fallbackName: string, body?: object): Promise<void> {
  const { blob, name } = await api.file(path, body);
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name || fallbackName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
