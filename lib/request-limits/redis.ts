import { createClient } from "redis";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

/** A connection to Redis. It connects by itself, and again after every break. */
export type Redis = ReturnType<typeof connect>;

const held = globalThis as typeof globalThis & { portalRedis?: Redis };

/** The Redis of REDIS_URL. Undefined when there is none. */
export function redis(): Redis | undefined {
  const { REDIS_URL } = env();
  if (REDIS_URL === undefined) return undefined;
  // All bundles that Next makes of this module share the connection.
  held.portalRedis ??= outsideRequests(() => connect(REDIS_URL));
  return held.portalRedis;
}

/** Ends the connection, if there is one. */
export function endRedis(): void {
  held.portalRedis?.destroy();
  delete held.portalRedis;
}

const maxWaitMilliseconds = 5_000;

function connect(url: string) {
  const client = createClient({
    url,
    // Nothing waits for a Redis that is away: whoever asks does without it.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (attempts) => Math.min(50 * 2 ** attempts, maxWaitMilliseconds),
    },
  });
  let isAway = false;
  client.on("ready", () => {
    if (isAway) log().info("redis: there again");
    isAway = false;
  });
  client.on("error", (error: Error) => {
    if (!isAway) log().warn({ error }, "redis: away, so each process counts for itself");
    isAway = true;
  });
  void client.connect().catch(() => {});
  return client;
}
