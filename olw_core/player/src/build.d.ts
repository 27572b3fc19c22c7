// What the build fills in (build.mjs).

/** Whether no server plays along: packages, and the authors' preview. What these alone need is left
 *  out of the scripts of the other doors. */
declare const PACKAGED: boolean;

/** The second script's name. */
declare const MORE_FILE: string;

/** A hash of it, where the two scripts could come apart. */
declare const MORE_HASH: string;
