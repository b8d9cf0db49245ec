/**
 * A standalone Spark cluster on the loopback address: a master and workers of one core, each a process group of its own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../packages/cli/test/engines/free-port.ts";

interface Worker {
  /** Where its executors leave their logs. */
  readonly folder: string;
  /** Kills the worker and its executors at once, as when the machine fails. */
  readonly kill: () => void;
}

export interface Cluster {
  readonly master: string;
  readonly workers: readonly Worker[];
  /** How many workers the master takes for alive. */
  readonly alive: () => Promise<number>;
  readonly stop: () => void;
}

export async function startCluster(sparkHome: string, folder: string, count: number): Promise<Cluster> {
  const [port, page] = [await freePort(), await freePort()];
  const master = `spark://127.0.0.1:${port}`;
  const processes: ChildProcess[] = [];
  const start = (args: readonly string[]): ChildProcess => {
    const child = spawn(join(sparkHome, "bin", "spark-class"), args, {
      // A group of its own: a signal reaches the executors too.
      detached: true,
      stdio: "ignore",
      env: { ...process.env, SPARK_HOME: sparkHome, SPARK_LOCAL_IP: "127.0.0.1" },
    });
    processes.push(child);
    return child;
  };
  const deploy = "org.apache.spark.deploy";
  start([`${deploy}.master.Master`, "--host", "127.0.0.1", "--port", `${port}`, "--webui-port", `${page}`]);
  const workers = Array.from({ length: count }, (_, k) => {
    const work = join(folder, `worker-${k}`);
    mkdirSync(work);
    const options = ["-c", "1", "-m", "1g", "--host", "127.0.0.1", "--webui-port", "0", "--work-dir", work];
    const child = start([`${deploy}.worker.Worker`, ...options, master]);
    return { folder: work, kill: () => killGroup(child) };
  });
  const alive = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${page}/json/`).catch(() => undefined);
    if (answer?.ok !== true) return 0;
    return ((await answer.json()) as { aliveworkers: number }).aliveworkers;
  };
  const stop = (): void => processes.forEach(killGroup);
  const deadline = Date.now() + 300_000;
  while ((await alive()) < count) {
    if (Date.now() > deadline) {
      stop();
      throw new Error(`the cluster did not start: ${await alive()} of ${count} workers after five minutes`);
    }
    await sleep(500);
  }
  return { master, workers, alive, stop };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
