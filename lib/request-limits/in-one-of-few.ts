import { AppError } from "@/lib/errors.ts";
import { streamsAtOnce } from "./limits.ts";

/** A file that is being downloaded. */
interface Place {
  lastRead: number;
}

/** The files of a business. One piece is made at a time, so that many files are no more work at
 *  once than one. */
interface Files {
  readonly places: Set<Place>;
  lastPiece: Promise<unknown>;
}

const held = globalThis as typeof globalThis & { portalStreams?: Map<number, Files> };

// All bundles that Next makes of this module share it.
const streams = () => {
  held.portalStreams ??= new Map();
  return held.portalStreams;
};

// A file that nobody has read from for so long holds no place.
const idleMilliseconds = 60_000;

/** The same pieces, in one of the few places that a business has for files at once. The place is
 *  free again when the last piece is read, or the reader leaves. Throws TOO_MANY when there is
 *  none. */
export function inOneOfFew(accountId: number, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  const files = streams().get(accountId) ?? { places: new Set<Place>(), lastPiece: Promise.resolve() };
  const { places } = files;
  for (const place of places) if (Date.now() - place.lastRead > idleMilliseconds) places.delete(place);
  if (places.size >= streamsAtOnce)
    throw new AppError("TOO_MANY", "Your business has too many downloads at once. Wait for one to finish.", {
      retryAfter: 5,
    });
  const place = { lastRead: Date.now() };
  places.add(place);
  streams().set(accountId, files);
  const leave = () => {
    places.delete(place);
    if (places.size === 0) streams().delete(accountId);
  };
  return {
    next: async () => {
      place.lastRead = Date.now();
      const piece = files.lastPiece.then(() => pieces.next());
      files.lastPiece = piece.catch(() => {});
      const step = await piece.catch((error: unknown) => {
        leave();
        throw error;
      });
      if (step.done) leave();
      return step;
    },
    return: (value) => pieces.return(value).finally(leave),
    throw: (error) => pieces.throw(error).finally(leave),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
