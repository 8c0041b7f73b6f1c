export { Chance, type Draws } from './chance.js';
export { DEAF, DILIGENT, heeding, MODEL, type SimulationModel } from './model.js';
export type { RegisterFiles } from './registered-portfolio.js';
export type { SimulationReport } from './report.js';
export { simulate, type SimulationOptions } from './simulate.js';
