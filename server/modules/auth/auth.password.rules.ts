const shortest = 10;
const longest = 128;

/** Words that most guessed passwords are made of, in lower case and without digits around them. */
const commonWords = [
  'abc',
  'abcabc',
  'admin',
  'administrator',
  'adminadmin',
  'aini',
  'asd',
  'asdasd',
  'asdf',
  'asdfasdf',
  'asdfgh',
  'asdfghjkl',
  'baseball',
  'changeme',
  'charlie',
  'china',
  'computer',
  'default',
  'dragon',
  'football',
  'guest',
  'hello',
  'helloworld',
  'iloveyou',
  'index',
  'internet',
  'jordan',
  'letmein',
  'licheng',
  'login',
  'loveyou',
  'master',
  'michael',
  'monkey',
  'passpass',
  'passw',
  'password',
  'passwordpassword',
  'princess',
  'qaz',
  'qazwsx',
  'qazwsxedc',
  'qq',
  'qwe',
  'qweasd',
  'qweasdzxc',
  'qweqwe',
  'qwer',
  'qwerasdf',
  'qwert',
  'qwertz',
  'qwerty',
  'qwertyqwerty',
  'qwertyuiop',
  'root',
  'secret',
  'shadow',
  'starwars',
  'sunshine',
  'superman',
  'system',
  'temp',
  'test',
  'testtest',
  'trustno',
  'user',
  'welcome',
  'whatever',
  'winner',
  'woaini',
  'woainima',
  'woaiwojia',
  'xiao',
  'zaq',
  'zxc',
  'zxcv',
  'zxcvbn',
  'zxcvbnm',
  '密码',
  '里程',
];
const common = new Set(commonWords);

/** Runs along which fingers or counting go. */
const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
const walks = [...runs, ...runs.map((run) => [...run].reverse().join(''))];

const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

export type PasswordOwner = { login: string; name: string; company: string };

/**
 * Whether a password is refused: outside of 10 to 128 characters, one of the commonest with digits and signs around
 * it, a character or group repeated, a run along the keyboard, or the login, the name or the company.
 */
export function isWeakPassword(password: string, owner: PasswordOwner): boolean {
  const characters = [...password.normalize('NFC').toLowerCase()];
  if (characters.length < shortest || characters.length > longest) return true;
  const plain = characters.join('');
  if (new Set(characters).size < 4 || isRepetition(plain) || isRun(plain)) return true;
  const word = core(plain);
  if (common.has(word) || common.has(withoutLookalikes(word))) return true;
  return [owner.login, owner.name, owner.company]
    .map((own) => own.normalize('NFC').toLowerCase())
    .some((own) => own.length > 1 && (plain === own || plain === own + own || (word !== '' && word === core(own))));
}

/** Without the digits and signs at both ends. */
function core(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function withoutLookalikes(word: string): string {
  return word.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign);
}

function isRepetition(word: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/u.test(word);
}

function isRun(word: string): boolean {
  return walks.some((walk) => walk.repeat(2).includes(word));
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 16 characters that are easy to read out, in groups of four; `random(n)` answers an integer below n. */
export function oneTimePassword(random: (below: number) => number): string {
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[random(alphabet.length)] ?? '').join(''),
  );
  return groups.join('-');
}
