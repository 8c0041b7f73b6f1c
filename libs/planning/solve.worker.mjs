// @ts-check
/**
 * The solver's worker thread: HiGHS in WebAssembly, one model at a time. Its run blocks the thread until it ends or its time is
 * up. Plain JavaScript, so that the same file runs beside the TypeScript sources and beside the build.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {{ readonly model: Model, readonly start?: Float64Array, readonly seconds: number, readonly absoluteGap: number }} SolveJob
 */
import loadHighs from 'highs';
import { parentPort } from 'node:worker_threads';

const highs = await loadHighs();
const { modelStatus, variableType } = highs.constants;

/**
 * @param {SolveJob} job
 * @returns {import('./planning-solver.js').Solved}
 */
function solve({ model, start, seconds, absoluteGap }) {
  const { costs, lower, upper, rowLower, rowUpper, starts, indices, values } = model;
  const since = performance.now();
  return highs.withModel(
    {
      numCols: costs.length,
      numRows: rowLower.length,
      colCost: costs,
      colLower: lower,
      colUpper: upper,
      rowLower: rowLower.map((bound) => (bound === -Infinity ? -highs.infinity : bound)),
      rowUpper: rowUpper.map((bound) => (bound === Infinity ? highs.infinity : bound)),
      integrality: new Int32Array(costs.length).fill(variableType.integer),
      matrix: { format: 'csr', numRows: rowLower.length, numCols: costs.length, starts, indices, values },
    },
    (solver) => {
      solver.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: absoluteGap });
      if (start) solver.setSolution({ colValue: start });
      const { modelStatus: ended } = solver.run();
      const milliseconds = Math.round(performance.now() - since);
      const bound = Number(solver.info.get('mip_dual_bound'));
      if (ended !== modelStatus.optimal && Number(solver.info.get('primal_solution_status')) !== 2)
        return { found: false, bound, milliseconds };
      return {
        found: true,
        optimal: ended === modelStatus.optimal,
        objective: solver.getObjectiveValue(),
        bound,
        values: solver.getSolution().colValue,
        milliseconds,
      };
    },
  );
}

parentPort?.on('message', (/** @type {SolveJob} */ job) => {
  try {
    parentPort?.postMessage(solve(job), []);
  } catch (error) {
    parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) }, []);
  }
});
