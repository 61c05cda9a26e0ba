import type { Deps } from '../deps.js';
import { Problem } from '../domain/problem.js';
import type { Sheet } from '../domain/sheet.js';

/** The sheet as PDF. @throws Problem PRINT_UNAVAILABLE when there is no browser to print with, or it gave up */
export async function printSheet(sheet: Sheet, deps: Pick<Deps, 'printing' | 'log'>): Promise<Uint8Array> {
  const html = await deps.printing.html(sheet);
  try {
    return await deps.printing.pdf(html, sheet.paper);
  } catch (error) {
    deps.log.error({ err: error }, 'printing failed');
    const missing = (error as { code?: string }).code === 'NO_BROWSER';
    throw new Problem(
      'PRINT_UNAVAILABLE',
      missing ? { detail: '这台服务器上没有可用来打印的浏览器，请安装 Chrome 或 Edge，或用 CHROME_PATH 指定；也可以先下载表格文件打印' } : {},
    );
  }
}
