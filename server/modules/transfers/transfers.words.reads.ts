import { locales } from '../../../contract/auth.ts';
import { decisionRoles } from '../../../contract/contacts.shapes.ts';
import { teamAccess, teamRoles } from '../../../contract/customers.ts';
import type { Texts } from '../../../contract/texts/index.ts';
import { loadTexts } from '../../../contract/texts/index.ts';
import type { Shape } from '../../../contract/texts/shape.ts';
import type { PlainOrPlural } from './transfers.text.rules.ts';
import { plainText } from './transfers.text.rules.ts';

/** The texts of somebody's language, for headings, words and reasons. */
export function wordsOf(locale: string) {
  return loadTexts[locales.find((one) => one === locale) ?? 'zh-CN']();
}

/** Words of every language that stand for a code, in lower case, and the codes themselves. */
async function codesBy<Code extends string>(
  codes: readonly Code[],
  wordsIn: (texts: Shape<Texts>) => Readonly<Record<Code, PlainOrPlural>>,
): Promise<ReadonlyMap<string, Code>> {
  const languages = await Promise.all(locales.map((locale) => loadTexts[locale]()));
  return new Map(
    codes.flatMap((code) =>
      [code, ...languages.map((texts) => wordsIn(texts)[code])].map((word): [string, Code] => [
        plainText(word).toLowerCase(),
        code,
      ]),
    ),
  );
}

export const decisionRoleWords = () => codesBy(decisionRoles, (texts) => texts.customers.decisionRoles);
export const teamRoleWords = () => codesBy(teamRoles, (texts) => texts.customers.teamRoles);
export const accessWords = () => codesBy(teamAccess, ({ exports: { read, write } }) => ({ read, write }));
