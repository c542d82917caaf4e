"""Trains and scores with XGBoost, and prints what own-side.ts prints.
Usage: xgboost-side.py FOLDER ROWS TEST_ROWS TREES THREADS"""
import json
import os
import resource
import sys
import time

import numpy as np
import xgboost as xgb

FEATURES = 30
folder = sys.argv[1]
rows, test_rows, rounds, threads = (int(word) for word in sys.argv[2:6])


def floats(name):
    return np.fromfile(os.path.join(folder, name), dtype=np.float32)


def timed(work):
    before, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    result = work()
    wall, after = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_SELF)
    return result, {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


x, y = floats("train-rows").reshape(rows, FEATURES), floats("train-outcome")
table, binning = timed(lambda: xgb.QuantileDMatrix(x, y, max_bin=255, nthread=threads))
parameters = {"tree_method": "hist", "max_depth": 6, "eta": 0.1, "lambda": 1, "max_bin": 255, "nthread": threads, "objective": "binary:logistic"}
model, training = timed(lambda: xgb.train(parameters, table, rounds))
test = floats("test-rows").reshape(test_rows, FEATURES)
model.set_param({"nthread": threads})
p, scoring = timed(lambda: model.inplace_predict(test))
with open("/proc/self/status", encoding="utf-8") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
truth, p = floats("test-outcome"), p.astype(np.float64)
loss = float(-np.mean(np.log(np.where(truth == 1, p, 1 - p))))
print(json.dumps({"version": xgb.__version__, "binning": binning, "training": training, "scoring": scoring, "oneRow": None, "peakMb": peak, "logLoss": loss}))
