import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** The texts of the cells of a workbook's sheet, in their order. */
export async function textsInXlsx(content: Buffer): Promise<readonly string[]> {
  const xml = (await entryOf(content, 'xl/worksheets/sheet1.xml')).toString('utf8');
  return [...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

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
