"""scipy min_weight_full_bipartite_matching on sparse pairs (capacity 1): prints time of one core, memory and the total as JSON."""
import json, resource, sys, time
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

n, degree = int(sys.argv[2]), 50
columns = np.fromfile(sys.argv[1] + ".columns", dtype=np.int32)
points = np.fromfile(sys.argv[1] + ".points", dtype=np.int16).astype(np.float64)
# a weight of 0 would be no pair
graph = csr_matrix((points + 1, columns, np.arange(0, n * degree + 1, degree)), shape=(n, n))
before = time.process_time()
rows, chosen = min_weight_full_bipartite_matching(graph, maximize=True)
seconds = time.process_time() - before
print(json.dumps({"total": int(graph[rows, chosen].sum() - n), "milliseconds": seconds * 1000, "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
