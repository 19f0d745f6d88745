/** A text that differs by number: `{{count}}` picks the form by the plural rules of the language. */
export type Plural = { one: string; other: string };

/** The shape that every language fills: the keys of the Chinese texts, each with a text or a plural of it. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string | Plural : Shape<T[K]> };

/** `module.group.key` of every text. */
export type Keys<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Keys<T[K], `${P}${K}.`>;
}[keyof T & string];

/** The literal Chinese text behind a key. */
export type TextAt<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : never;

/** Names of the `{{placeholders}}` in a text. */
export type Placeholders<S> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** An error code as a key: the dot of `plans.weekLocked` would otherwise open a group. */
export type Flat<S extends string> = S extends `${infer A}.${infer B}` ? `${A}_${B}` : S;
