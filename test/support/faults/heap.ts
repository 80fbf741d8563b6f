import { once } from 'node:events';
import type { RealProcess } from '../real-process.js';

/** The environment of a Node process whose heap is measured. */
export const withInspector = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** The heap of a process that was started with {@link withInspector} after a full garbage collection, in megabytes. */
export async function heapMb(running: RealProcess): Promise<number> {
  const [, address = ''] = await running.says(/Debugger listening on (ws:\S+)/);
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const call = async (method: string): Promise<{ usedSize?: number }> => {
    socket.send(JSON.stringify({ id: 1, method }));
    const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
    return (JSON.parse(data) as { result: { usedSize?: number } }).result;
  };
  // Twice: the second collection frees what the first has finalized.
  await call('HeapProfiler.collectGarbage');
  await call('HeapProfiler.collectGarbage');
  const { usedSize = Infinity } = await call('Runtime.getHeapUsage');
  socket.close();
  return usedSize / 1_048_576;
}
