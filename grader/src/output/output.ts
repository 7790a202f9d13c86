import type { Emitter, Environment } from '../report/emit/emitter.ts';
import { emitters } from '../report/emit/emitters.ts';
import type { Result } from '../result/model.ts';
import { UsageError } from '../submission/usage-error.ts';
import { destinationOf, reasonOf } from './destination.ts';
import { githubStep } from './github-step.ts';
import type { FileFormat, Request } from './request.ts';
import type { Sink } from './sink.ts';
import { writeWhole } from './write-whole.ts';

/** What a grading leaves for other programs. */
export interface Output {
  /** False when nothing is to be left. */
  readonly isWanted: boolean;
  readonly begin: () => void;
  /** Writes what is known so far. */
  readonly update: (results: readonly Result[]) => void;
  /** Writes for the last time; returns in a line each what could not be written. */
  readonly finish: (results: readonly Result[]) => readonly string[];
}

interface Surroundings {
  readonly environment: Environment;
  readonly print: (text: string) => void;
}

/** Looks whether everything can be written, before anything is graded; throws a `UsageError` when not. */
export function createOutput(requests: readonly Request[], surroundings: Surroundings): Output {
  const sinks = requests.map((request) => sinkOf(request, surroundings));
  const twice = sinks.find(({ name }, index) =>
    sinks.some((one, at) => at < index && one.name === name),
  );
  if (twice !== undefined) throw new UsageError(`expected each file once, got ${twice.name} twice`);
  const failures = new Map<Sink, string>();
  // A full disk ends no grading: the student's card comes all the same.
  const update = (results: readonly Result[]) => {
    for (const sink of sinks) {
      try {
        sink.update?.(results);
        failures.delete(sink);
      } catch (error) {
        failures.set(sink, `cannot write ${sink.name}: ${reasonOf(error)}`);
      }
    }
  };
  return {
    isWanted: sinks.length > 0,
    begin: () => sinks.forEach((sink) => sink.begin?.()),
    update,
    finish: (results) => {
      update(results);
      // The last line on stdout is Autolab's.
      const order = (sink: Sink) => Number(sink.name === autolabName);
      for (const sink of sinks.toSorted((a, b) => order(a) - order(b))) sink.finish?.(results);
      return [...failures.values()];
    },
  };
}

const autolabName = '--emit autolab';

function sinkOf(request: Request, { environment, print }: Surroundings): Sink {
  if (request.format === 'github') return githubStep(environment, print);
  if (!('file' in request)) {
    const { emit } = emitters[request.format];
    return { name: autolabName, finish: (results) => print(emit(results, environment)) };
  }
  return fileSink(request.format, request.file, environment);
}

function fileSink(format: FileFormat, file: string, environment: Environment): Sink {
  const { emit, problem }: Emitter = emitters[format];
  const lacking = problem?.(environment);
  if (lacking !== undefined) throw new UsageError(`--emit ${format}: ${lacking}`);
  const path = destinationOf(file);
  return { name: path, update: (results) => writeWhole(path, emit(results, environment)) };
}
