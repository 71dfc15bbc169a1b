/** The shape of a message file, with the words left open: what a translation must fill. */
export type Messages<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Messages<T[Key]> };
