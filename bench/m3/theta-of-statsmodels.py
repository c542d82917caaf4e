"""Referee: reads {"period", "horizon", "series"} as JSON lines, answers statsmodels' ThetaModel forecasts, its version first."""
import json
import sys
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.forecasting.theta import ThetaModel

warnings.simplefilter('ignore')
print(json.dumps({'version': statsmodels.__version__}))
for line in sys.stdin:
    asked = json.loads(line)
    fit = ThetaModel(np.array(asked['series']), period=asked['period'], deseasonalize=True, use_test=True, method='auto', difference=False).fit(use_mle=False)
    print(json.dumps([float(one) for one in fit.forecast(asked['horizon'], theta=2)]))
