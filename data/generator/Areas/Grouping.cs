using SampleCity.Arithmetic;

namespace SampleCity.Areas;

/// <summary>Tracts to connected groups of wanted weights: grown from spread seeds, then borders pushed to and fro by annealing.</summary>
internal sealed class Grouping
{
    private readonly IReadOnlyList<(int Other, double Metres)>[] _graph;
    private readonly double[] _weight, _load;
    private readonly double[] _target;
    private readonly Func<int, int, double> _preference;
    private readonly int[] _group, _mark;
    private readonly List<int> _nodes;
    private int _visit;

    private Grouping(IReadOnlyList<(int, double)>[] graph, double[] weight, IEnumerable<int> nodes, double[] target, Func<int, int, double> preference)
    {
        (_graph, _weight, _target, _preference, _nodes) = (graph, weight, target, preference, [.. nodes]);
        _group = new int[graph.Length];
        _mark = new int[graph.Length];
        Array.Fill(_group, -1);
        _load = new double[target.Length];
    }

    /// <summary>Group of each node; -1 for nodes not asked about. Borders with a low preference (say along a boulevard) are cheap to cut.</summary>
    public static int[] Run(IReadOnlyList<(int, double)>[] graph, double[] weight, IEnumerable<int> nodes, double[] shares, Func<int, int, double> preference, Random64 random, int steps)
    {
        var list = nodes.ToList();
        var total = list.Sum(n => weight[n]);
        var target = shares.Select(s => s * total / shares.Sum()).ToArray();
        var grouping = new Grouping(graph, weight, list, target, preference);
        grouping.Grow(random);
        grouping.Anneal(random, steps);
        return grouping._group;
    }

    private void Grow(Random64 random)
    {
        var allowed = _nodes.ToHashSet();
        var distance = new int[_graph.Length];
        var seed = random.Pick(_nodes);
        for (var g = 0; g < _target.Length; g++)
        {
            if (g > 0) seed = _nodes.Where(n => _group[n] < 0).MaxBy(n => distance[n] + random.Unit());
            Place(seed, g);
            Spread(allowed, distance);
        }
        for (var left = _nodes.Count - _target.Length; left > 0; left--)
        {
            var frontier = _nodes.Where(n => _group[n] >= 0).SelectMany(n => _graph[n].Where(e => allowed.Contains(e.Other) && _group[e.Other] < 0).Select(e => (e.Other, Group: _group[n], e.Metres)))
                .GroupBy(f => (f.Other, f.Group)).Select(f => (f.Key.Other, f.Key.Group, Score: _load[f.Key.Group] / _target[f.Key.Group] - f.Sum(x => x.Metres) / 20000)).ToList();
            if (frontier.Count == 0) throw new InvalidOperationException("The tracts to be grouped are not connected.");
            var (node, group, _) = frontier.MinBy(f => f.Score);
            Place(node, group);
        }
    }

    private void Place(int node, int group)
    {
        _group[node] = group;
        _load[group] += _weight[node];
    }

    private void Spread(HashSet<int> allowed, int[] distance)
    {
        foreach (var n in _nodes) distance[n] = _group[n] >= 0 ? 0 : int.MaxValue / 2;
        var queue = new Queue<int>(_nodes.Where(n => _group[n] >= 0));
        while (queue.TryDequeue(out var at))
            foreach (var (other, _) in _graph[at])
                if (allowed.Contains(other) && distance[other] > distance[at] + 1)
                {
                    distance[other] = distance[at] + 1;
                    queue.Enqueue(other);
                }
    }

    private void Anneal(Random64 random, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var heat = 0.004 * (1 - (double)step / steps) + 1e-6;
            var node = random.Pick(_nodes);
            var from = _group[node];
            var (other, _) = _graph[node].Count > 0 ? random.Pick(_graph[node]) : (node, 0);
            var to = _group[other];
            if (to < 0 || to == from) continue;
            var gain = Imbalance(from, 0) + Imbalance(to, 0) - Imbalance(from, -_weight[node]) - Imbalance(to, _weight[node]);
            foreach (var (next, metres) in _graph[node])
            {
                if (_group[next] == to) gain += Border(node, next, metres);
                else if (_group[next] == from) gain -= Border(node, next, metres);
            }
            if (gain < 0 && random.Unit() >= Exact.Exp(gain / heat) || !StaysWhole(node, from)) continue;
            _load[from] -= _weight[node];
            Place(node, to);
        }
    }

    private double Imbalance(int group, double change)
    {
        var off = (_load[group] + change) / _target[group] - 1;
        return off * off;
    }

    private double Border(int a, int b, double metres) => _preference(a, b) * metres / 90_000;

    private bool StaysWhole(int node, int group)
    {
        var around = _graph[node].Where(e => _group[e.Other] == group).Select(e => e.Other).ToList();
        if (around.Count == 0) return false;
        _visit++;
        _mark[node] = _mark[around[0]] = _visit;
        var queue = new Queue<int>([around[0]]);
        while (queue.TryDequeue(out var at))
            foreach (var (next, _) in _graph[at])
                if (_group[next] == group && _mark[next] != _visit)
                {
                    _mark[next] = _visit;
                    queue.Enqueue(next);
                }
        return around.All(n => _mark[n] == _visit);
    }
}
