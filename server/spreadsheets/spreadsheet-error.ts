const messages = {
  EMPTY: '文件是空的',
  NOT_XLSX: '这不是 .xlsx 文件。请用 WPS 或 Excel 打开后另存为“Excel 工作簿（.xlsx）”再导入',
  OLD_OR_LOCKED: '这是旧版 .xls 文件，或者文件设了密码。请去掉密码，另存为“Excel 工作簿（.xlsx）”再导入',
  TOO_BIG: '文件太大或内容异常，无法导入。请只保留要导入的表，重新保存后再试',
  BROKEN: '文件已损坏，无法读取。请用 WPS 或 Excel 打开并重新保存后再导入',
  TOO_SLOW: '文件内容太多，读取超时。请只保留要导入的表，重新保存后再试',
  NO_TABLE: '没有在文件里找到这张表：表头应与下载的表一致',
} as const;

export type SpreadsheetErrorCode = keyof typeof messages;

/** A file that cannot be read at all. `message` is Chinese and is shown to the person who chose the file. */
export class SpreadsheetError extends Error {
  constructor(
    readonly code: SpreadsheetErrorCode,
    options?: ErrorOptions,
  ) {
    super(messages[code], options);
    this.name = 'SpreadsheetError';
  }
}
