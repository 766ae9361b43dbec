import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** The texts of the cells of a workbook's sheet, in their order. */
export async function textsInXlsx(content: Buffer): Promise<readonly string[]> {
  const xml = await partOf(content, 'xl/worksheets/sheet1.xml');
  return [...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

/** A part of the package, as text. */
export const partOf = async (content: Buffer, name: string): Promise<string> =>
  (await entryOf(content, name)).toString('utf8');

function entryOf(content: Buffer, name: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: true }, (error, zip: ZipFile | undefined) => {
      if (!zip) {
        reject(error ?? new Error('This is no archive.'));
        return;
      }
      zip.on('entry', (entry: Entry) => {
        if (entry.fileName !== name) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) {
            reject(failure);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            resolve(Buffer.concat(parts));
          });
        });
      });
      zip.on('end', () => {
        reject(new Error(`There is no ${name}.`));
      });
      zip.readEntry();
    });
  });
}

/** What a spreadsheet shows of a cell: a text, a number, or a number in the form of its format. */
export type SheetCell = string | number | null | { readonly shown: number; readonly as: string };

/** The cells of a workbook's sheet row by row, numbers with the format that they are shown in. */
export async function cellsInXlsx(content: Buffer): Promise<readonly (readonly SheetCell[])[]> {
  const xml = await partOf(content, 'xl/worksheets/sheet1.xml');
  const formats = formatsOf(await partOf(content, 'xl/styles.xml'));
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c(?: s="(\d+)")?(?: t="inlineStr")?(?:\/>|>(.*?)<\/c>)/gs)].map(
      ([, style = '0', inside]) => {
        if (inside === undefined) return null;
        const [, text] = /<t xml:space="preserve">([^<]*)/.exec(inside) ?? [];
        if (text !== undefined) return text;
        const value = Number(/<v>([^<]*)/.exec(inside)?.[1]);
        const format = formats[Number(style)] ?? 'General';
        return format === 'General' ? value : { shown: value, as: format };
      },
    ),
  );
}

/** The format of each style: 4 is built in, others are said in the file. */
function formatsOf(styles: string): readonly string[] {
  const own = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(
      ([, id = '', code = '']) => [id, code.replaceAll('\\', '')],
    ),
  );
  const cells = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  return [...cells.matchAll(/<xf\b[^>]*>/g)].map(([xf]) => {
    const id = /numFmtId="(\d+)"/.exec(xf)?.[1] ?? '0';
    return own.get(id) ?? (id === '4' ? '#,##0.00' : 'General');
  });
}
