export * from './facts.js';
export { greedyPlacement } from './greedy.js';
export * from './parameters.js';
export { PlanningSolver, SolverFailure } from './planning-solver.js';
export { type PlanningProblem, problemOf, type Unit } from './problem.js';
export { type Proposal, propose, proposalOf, type SolveReport } from './propose.js';
export * from './window.js';
