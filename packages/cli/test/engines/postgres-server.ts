/**
 * A PostgreSQL server of this machine, on loopback, where there is one.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "./free-port.ts";

export interface PostgresServer {
  readonly port: number;
  /** A connection of the owner, whose name is postgres. */
  readonly connect: () => Promise<Client>;
  /** Removes it. */
  readonly close: () => Promise<void>;
}

/** The folder of its programs, or nothing. */
export function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).map((name) => join(debian, name, "bin")) : [];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...versions];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

/** Starts one that asks its users for a password. */
export async function startPostgres(programs: string, password: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-postgres-"));
  const [data, secret] = [join(folder, "data"), join(folder, "password")];
  writeFileSync(secret, `${password}\n`);
  // It does not run as root.
  const nobody = { uid: 65534, gid: 65534 };
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? nobody : {};
  if (isRoot) for (const path of [folder, secret]) chownSync(path, nobody.uid, nobody.gid);
  const options = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "--no-sync"];
  const { status, stderr } = spawnSync(join(programs, "initdb"), ["-D", data, ...options], {
    ...owner,
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories=", "fsync=off"];
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, ...settings.flatMap((text) => ["-c", text])],
    {
      ...owner,
      cwd: folder,
      stdio: "ignore",
    },
  );
  const connect = async (): Promise<Client> => {
    const client = new Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
    await client.connect();
    return client;
  };
  for (let tries = 1; ; tries++) {
    try {
      await (await connect()).end();
      break;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(100);
    }
  }
  return {
    port,
    connect,
    close: async () => {
      server.kill("SIGINT");
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
