// LEMON NetworkSimplex on sparse pairs with column capacities: prints time of one core, memory and the total as JSON.
// Everybody has an arc past all columns that costs more than all points together.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <sys/resource.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

template <class T>
std::vector<T> read(const std::string& path, size_t count) {
  std::vector<T> values(count);
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(values.data()), count * sizeof(T));
  return values;
}

int main(int, char** argv) {
  const std::string path = argv[1];
  const int n = std::atoi(argv[2]), degree = 50;
  const auto columns = read<int32_t>(path + ".columns", size_t(n) * degree);
  const auto points = read<int16_t>(path + ".points", size_t(n) * degree);
  const auto capacities = read<int32_t>(path + ".capacities", n);
  const std::clock_t before = std::clock();
  lemon::SmartDigraph graph;
  graph.reserveNode(2 * n + 1);
  graph.reserveArc(n * degree + 2 * n);
  for (int node = 0; node < 2 * n + 1; node++) graph.addNode();
  const auto node = [&](int id) { return graph.nodeFromId(id); };
  lemon::SmartDigraph::ArcMap<int64_t> cost(graph), upper(graph);
  const auto add = [&](int from, int to, int64_t arcCost, int64_t arcUpper) {
    const auto arc = graph.addArc(node(from), node(to));
    cost[arc] = arcCost;
    upper[arc] = arcUpper;
  };
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < degree; k++) add(i, n + columns[size_t(i) * degree + k], -points[size_t(i) * degree + k], 1);
    add(i, 2 * n, int64_t(n + 1) * 10001, 1);
  }
  for (int j = 0; j < n; j++) add(n + j, 2 * n, 0, capacities[j]);
  lemon::SmartDigraph::NodeMap<int64_t> supply(graph, 0);
  for (int i = 0; i < n; i++) supply[node(i)] = 1;
  supply[node(2 * n)] = -n;
  lemon::NetworkSimplex<lemon::SmartDigraph, int64_t, int64_t> simplex(graph);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  simplex.run();
  int64_t total = 0;
  for (int i = 0; i < n; i++)
    for (int k = 0; k < degree; k++)
      if (simplex.flow(graph.arcFromId(i * (degree + 1) + k)) > 0) total += points[size_t(i) * degree + k];
  const double milliseconds = 1000.0 * (std::clock() - before) / CLOCKS_PER_SEC;
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"total\":%lld,\"milliseconds\":%f,\"mebibytes\":%f}\n", static_cast<long long>(total), milliseconds, usage.ru_maxrss / 1024.0);
}
