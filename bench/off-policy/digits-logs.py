"""Logs made of scikit-learn's digits, as the multi-class example of the Open Bandit Pipeline makes them.

A classifier's choice is taken with probability alpha + (1 - alpha) / 10, any other digit with (1 - alpha) / 10; the reward is 1 for the right digit.
Logging: logistic regression, alpha 0.4. Asked about: random forest, alpha 0.9. 30 % of the rows train both, 70 % are the log. Prints JSON.
"""
import json
import sys

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

runs = int(sys.argv[1])
x, y = load_digits(return_X_y=True)
logs = []
for run in range(runs):
    train, log = train_test_split(np.arange(len(y)), test_size=0.7, random_state=run)
    habit = LogisticRegression(max_iter=10000, C=1, random_state=12345).fit(x[train], y[train]).predict(x[log])
    other = RandomForestClassifier(n_estimators=100, max_depth=10, min_samples_leaf=5, random_state=12345, n_jobs=1).fit(x[train], y[train]).predict(x[log])
    chances = np.full((len(log), 10), 0.06)
    chances[np.arange(len(log)), habit] += 0.4
    random = np.random.RandomState(run)
    action = np.array([random.choice(10, p=row) for row in chances])
    truth = float(np.mean(0.9 * (other == y[log]) + 0.01))
    logs.append(dict(rows=log.tolist(), action=action.tolist(), reward=(action == y[log]).astype(int).tolist(), propensity=chances[np.arange(len(log)), action].tolist(), choice=other.tolist(), truth=truth))
print(json.dumps(dict(version=sklearn.__version__, pixels=x.astype(int).tolist(), logs=logs)))
