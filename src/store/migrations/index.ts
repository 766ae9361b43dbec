import { FilingToReply1790000000000 } from './1790000000000-filing-to-reply.js';

/** In order. A list rather than a search in the folder: it is the same in source and build. */
export const migrations = [FilingToReply1790000000000];
