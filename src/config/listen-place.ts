/** `127.0.0.1:2525` or `[::1]:2525`; null for what is no such place. */
export function listenPlace(
  text: string | null,
): { readonly host: string; readonly port: number } | null {
  const [, host = '', port = ''] = /^([\w.-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i.exec(text ?? '') ?? [];
  if (host === '' || +port > 65_535) return null;
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}
