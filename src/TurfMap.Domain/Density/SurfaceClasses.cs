namespace TurfMap.Domain.Density;

/// <summary>
/// The classes of surfaces: their ends are the same for every filter, period and radius, so that two pictures can be laid side by side.
/// </summary>
public static class SurfaceClasses
{
    /// <summary>Beyond the city, or water.</summary>
    public const byte Outside = 255;

    /// <summary>Not told: too few constituents or residents within the kernel, or too little of the kernel within the city.</summary>
    public const byte Blank = 254;

    /// <summary>
    /// Ends for cases of a square mile and month. Each is about three times the one before, as the page's legend has them.
    /// </summary>
    public static readonly int[] OfArea = [0, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>Ends for cases of 1,000 residents and year.</summary>
    public static readonly int[] OfResidents = [0, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>
    /// The class of a value, from 0: an end belongs to the class that it begins, and what lies beyond the last end is in the last class.
    /// What is no number is blank.
    /// </summary>
    public static byte Of(double value, int[] ends)
    {
        if (double.IsNaN(value))
            return Blank;
        var at = 0;
        while (at < ends.Length - 2 && value >= ends[at + 1])
            at++;
        return (byte)at;
    }
}
