using SampleCity.Arithmetic;
using SampleCity.Contents;

namespace SampleCity.Streets;

/// <summary>Names for streets: each once in a borough, again in others, as in any city.</summary>
internal sealed class StreetNames(Random64 random)
{
    private readonly HashSet<string> _taken = [];
    private int _numbered;

    public string Next(string borough, bool across)
    {
        for (var attempt = 0; ; attempt++)
        {
            var kind = random.Pick(across ? Words.Across : Words.Along);
            if (attempt > 40) kind = random.Pick(["Court", "Row", "Walk", "Gardens", "Crescent"]);
            var name = $"{random.Pick(Words.Streets)} {kind}";
            if (_taken.Add(borough + name)) return name;
        }
    }

    public string NextNumbered()
    {
        _numbered++;
        var ending = _numbered % 100 is >= 11 and <= 13 ? "th" : (_numbered % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return $"{_numbered}{ending} Street";
    }
}
