/** A text of a language, or its two forms. */
export type PlainOrPlural = string | { one: string; other: string };

/** As it stands in a file, where nothing is counted. */
export const plainText = (text: PlainOrPlural): string => (typeof text === 'string' ? text : text.other);
