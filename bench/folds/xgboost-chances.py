"""Chances of Debian's XGBoost for rows outside each fold.

Reads FOLDER/job.json (rows, columns, repeats, folds, rounds, variants), FOLDER/x.bin (float64, column by column), FOLDER/y.bin and FOLDER/folds.bin (int32,
repeat by repeat); writes FOLDER/chances.bin (float64, by variant, repeat, row) and prints its version and the CPU seconds of the first variant.
"""
import json
import sys
import time

import numpy as np
import xgboost

folder = sys.argv[1]
job = json.load(open(f'{folder}/job.json'))
n, repeats = job['rows'], job['repeats']
x = np.fromfile(f'{folder}/x.bin').reshape(job['columns'], n).T
y = np.fromfile(f'{folder}/y.bin')
folds = np.fromfile(f'{folder}/folds.bin', dtype=np.int32).reshape(repeats, n)
chances = np.full((len(job['variants']), repeats, n), np.nan)
seconds = 0.0
for at, variant in enumerate(job['variants']):
    for repeat in range(repeats):
        for fold in range(job['folds']):
            judged = folds[repeat] == fold
            parameters = dict(
                objective='binary:logistic', tree_method='hist', nthread=1, verbosity=0, max_depth=job['depth'], eta=job['eta'], reg_lambda=job['lambda'], gamma=0,
                min_child_weight=1, base_score=float(y[~judged].mean()), **variant)
            started = time.process_time()
            model = xgboost.train(parameters, xgboost.DMatrix(x[~judged], y[~judged], nthread=1), job['rounds'])
            chances[at, repeat, judged] = model.predict(xgboost.DMatrix(x[judged], nthread=1))
            if at == 0:
                seconds += time.process_time() - started
chances.tofile(f'{folder}/chances.bin')
print(json.dumps({'version': xgboost.__version__, 'seconds': seconds}))
