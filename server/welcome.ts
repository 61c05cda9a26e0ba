import { networkInterfaces } from 'node:os';
import type { Config } from './config.js';
import { sampleAccounts, samplePassword } from './sample-data/sample-accounts.js';

/** What the terminal says when the product is ready: the address, and who can sign in on a machine with sample counties. */
export function welcome(url: string, config: Config): string {
  const lines = [
    '',
    `一表已启动 Yibiao is running:  ${config.publicUrl ?? url}`,
    config.mongodbUrl ? '数据在 MONGODB_URL 指定的数据库 Data: the database of MONGODB_URL' : `数据在 Data: ${config.dataDir}`,
  ];
  for (const address of officeAddresses(config, url)) lines.push(`同事访问 From other computers: ${address}`);
  if (config.sampleCounties) {
    lines.push('', `示例账号 Sample accounts (密码都是 password of all: ${samplePassword})`);
    for (const { login, words } of sampleAccounts) lines.push(`  ${login.padEnd(14)}${words}`);
  }
  if (!config.publicUrl?.startsWith('https:'))
    lines.push(
      '',
      '未经 https 访问：登录凭据在网络上没有加密，请只在本机或单位内网使用。',
      'Plain http: sign-in is not encrypted; use it on this machine or an office network only.',
    );
  lines.push('', '按 Ctrl-C 退出 Ctrl-C stops it.', '');
  return lines.join('\n');
}

/** This machine's addresses in the office network, when it answers there. */
function officeAddresses({ host }: Config, url: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return own.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => `http://${address}:${new URL(url).port}`);
}
