namespace TurfMap.App.Cities;

/// <summary>The last few answers to questions that are costly and asked again: by everybody who looks at the same map.</summary>
/// <remarks>A question must name all that its answer depends on. Who asks the same at once may reckon twice; the answers are equal. Safe to share between threads.</remarks>
internal sealed class RecentAnswers<T> where T : class
{
    private const int Most = 32;
    private readonly Dictionary<string, LinkedListNode<(string Question, T Answer)>> byQuestion = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Question, T Answer)> latest = new();
    private readonly Lock gate = new();

    /// <summary>The answer, if it was given lately; else it is found and kept.</summary>
    public async Task<T> OfAsync(string question, Func<T> find, CancellationToken cancel)
    {
        if (Find(question) is { } known)
            return known;
        var answer = await Task.Run(find, cancel);
        Keep(question, answer);
        return answer;
    }

    private T? Find(string question)
    {
        lock (gate)
        {
            if (!byQuestion.TryGetValue(question, out var node))
                return null;
            latest.Remove(node);
            latest.AddFirst(node);
            return node.Value.Answer;
        }
    }

    private void Keep(string question, T answer)
    {
        lock (gate)
        {
            if (!byQuestion.TryAdd(question, latest.AddFirst((question, answer))))
                latest.RemoveFirst();
            if (latest.Count <= Most)
                return;
            byQuestion.Remove(latest.Last!.Value.Question);
            latest.RemoveLast();
        }
    }
}
