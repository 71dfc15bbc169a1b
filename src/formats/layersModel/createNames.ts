const MAX_LENGTH = 40;

/** Letters, digits and underscores, the first a letter, at most 40 of them. */
function toValidName(wanted: string): string {
  const plain = wanted.replaceAll(/[^A-Za-z0-9_]/g, '_');
  return (/^[A-Za-z]/.test(plain) ? plain : `n${plain}`).slice(0, MAX_LENGTH);
}

/**
 * A giver of names for nodes: each as near to the wanted one as a node's name may be, and none twice (`conv_2` where
 * `conv` is taken).
 */
export function createNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const valid = toValidName(wanted);
    let name = valid;
    for (let count = 2; taken.has(name); count++) {
      name = `${valid.slice(0, MAX_LENGTH - `_${count}`.length)}_${count}`;
    }
    taken.add(name);
    return name;
  };
}
