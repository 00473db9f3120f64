"""scipy linear_sum_assignment on n x n points: prints time of one core, memory and the total as JSON."""
import json, resource, sys, time
import numpy as np
from scipy.optimize import linear_sum_assignment

n = int(sys.argv[2])
points = np.fromfile(sys.argv[1], dtype=np.int16).reshape(n, n)
before = time.process_time()
rows, columns = linear_sum_assignment(points, maximize=True)
seconds = time.process_time() - before
print(json.dumps({"total": int(points[rows, columns].astype(np.int64).sum()), "milliseconds": seconds * 1000, "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
