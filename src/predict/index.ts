/** What will happen, with its uncertainty and its record. */
export { backtest, landmarkWeeks, type TrackRecord } from './backtest.ts';
export { uncalibrated } from './calibration.ts';
export { columnRules, usedColumns, type ColumnChoices } from './column-rules.ts';
export { forecastQuarters } from './forecast-quarters.ts';
export { leadRecord, type LeadRecord } from './lead-record.ts';
export { columnFamily, modelFamily } from './model-families.ts';
export { predictDeals, rowOf } from './predict-deals.ts';
export { openingAt } from './refusals.ts';
export { fitWinModel, type WinModel } from './win-model.ts';
