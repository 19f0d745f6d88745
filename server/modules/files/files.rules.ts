const longestName = 180;

/** Control characters, and the invisible ones that make a name read otherwise than it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A name that every system can keep: no folders, no control characters, no reserved signs, at most 180 characters. */
export function cleanName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (!plain) return 'file';
  const characters = [...plain];
  if (characters.length <= longestName) return plain;
  const extension = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? '';
  return characters.slice(0, longestName - extension.length).join('') + extension;
}

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

const types = new Map(
  Object.entries({
    pdf: 'application/pdf',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ppt: 'application/vnd.ms-powerpoint',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    csv: 'text/csv',
    txt: 'text/plain',
    zip: 'application/zip',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    bmp: 'image/bmp',
    tif: 'image/tiff',
    tiff: 'image/tiff',
    heic: 'image/heic',
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    mp4: 'video/mp4',
    mov: 'video/quicktime',
  }),
);

/** The type that a file is served with: by its name alone, never what the sender claims. */
export function typeOf(name: string): string {
  return types.get(extensionOf(name)) ?? 'application/octet-stream';
}

const refusedExtensions = new Set(
  (
    'apk app appimage bat bin chm cmd com cpl dll dmg dylib ear elf exe gadget hta htm html inf ins iso jar js jse ' +
    'jsp lnk mht mhtml mjs msc msi msix msp pif php pkg ps1 ps1xml psm1 py reg run scf scr sh shtml so svg svgz swf ' +
    'sys url vb vbe vbs war wasm wsc wsf wsh xht xhtml xll xml xsl xslt'
  ).split(' '),
);

/** Whether a file is not taken: a program, a page or a drawing that runs script, or a picture that is none. */
export function isRefused(name: string, head: Buffer): boolean {
  if (refusedExtensions.has(extensionOf(name))) return true;
  if (isProgram(head) || isMarkup(head)) return true;
  return typeOf(name).startsWith('image/') && !isPicture(head);
}

const programs = ['4d5a', '7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '2321', '0061736d'];

function isProgram(head: Buffer): boolean {
  const start = head.toString('hex', 0, 8);
  return programs.some((magic) => start.startsWith(magic));
}

function isMarkup(head: Buffer): boolean {
  const text = readText(head).toLowerCase();
  if (!text.startsWith('<')) return false;
  return /<(!doctype\s+(html|svg)|html|head|body|script|svg|iframe|object|embed|math)\b/.test(text);
}

function readText(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2).trimStart();
  if (head[0] === 0xfe && head[1] === 0xff) {
    const even = head.subarray(2, head.length - (head.length % 2));
    return Buffer.from(even).swap16().toString('utf16le').trimStart();
  }
  return head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
}

const pictures = ['89504e470d0a1a0a', 'ffd8ff', '474946383761', '474946383961', '424d', '49492a00', '4d4d002a'];

function isPicture(head: Buffer): boolean {
  const start = head.toString('hex', 0, 16);
  if (pictures.some((magic) => start.startsWith(magic))) return true;
  if (head.toString('latin1', 0, 4) === 'RIFF') return head.toString('latin1', 8, 12) === 'WEBP';
  return head.toString('latin1', 4, 8) === 'ftyp';
}

/** The header that makes a browser save a file under its name instead of showing it. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
