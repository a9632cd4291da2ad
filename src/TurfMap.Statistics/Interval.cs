namespace TurfMap.Statistics;

/// <summary>A range that holds the true value as often as its confidence says.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
public readonly record struct Interval(double Low, double High);
