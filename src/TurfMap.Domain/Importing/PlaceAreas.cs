using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.Domain.Importing;

/// <summary>
/// Says in which areas a place lies, as they are in force on a day, as a JSON object from layer to code:
/// <c>{"wards":"3","tracts":"101"}</c>.
/// </summary>
/// <remarks>
/// The answered layers, in their order; those in which the place lies outside are left out, and where areas overlap the lowest code stands.
/// A vintage is
/// opened when a day first asks for it. One thread.
/// </remarks>
public sealed class PlaceAreas
{
    private readonly Layer[] layers;
    private readonly ILookup<string, Vintage> vintages;
    private readonly DateOnly[] changeDates;
    private readonly DateOnly today;
    private readonly Func<Layer, Vintage, PlacingLayer> open;
    private readonly Dictionary<long, LayerPieces> opened = [];
    private readonly Dictionary<DateOnly, AreasInForce> bySpan = [];
    private (DateOnly Day, AreasInForce Areas)? last;

    /// <summary>Takes what a store lists; context layers are passed over.</summary>
    /// <param name="layers">The layers, in order.</param>
    /// <param name="vintages">Their vintages.</param>
    /// <param name="today">The day for records that have none of their own.</param>
    /// <param name="open">Gives the index of a vintage.</param>
    public PlaceAreas(IEnumerable<Layer> layers, IEnumerable<Vintage> vintages, DateOnly today, Func<Layer, Vintage, PlacingLayer> open)
    {
        (this.layers, this.today, this.open) = ([.. layers.Where(layer => layer.Use != LayerUse.Context)], today, open);
        this.vintages = vintages.ToLookup(vintage => vintage.Layer, StringComparer.Ordinal);
        changeDates =
        [
            .. this
                .layers.SelectMany(layer => this.vintages[layer.Key])
                .SelectMany(vintage => new[] { vintage.Period.From, vintage.Period.To ?? DateOnly.MaxValue })
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The areas of a place; null when there is no place, or no layer in force on the day.</summary>
    /// <param name="place">The place.</param>
    /// <param name="day">The record's own day; null takes the day of the import.</param>
    public string? Of(LonLat? place, DateOnly? day)
    {
        if (place is not { } found)
            return null;
        var asked = day ?? today;
        if (last is not { } known || known.Day != asked)
            last = known = (asked, On(asked));
        return known.Areas.Of(found);
    }

    /// <summary>Days between which nothing changes share their layers.</summary>
    private AreasInForce On(DateOnly day)
    {
        var turn = Array.BinarySearch(changeDates, day);
        var since =
            turn >= 0 ? day
            : ~turn == 0 ? DateOnly.MinValue
            : changeDates[~turn - 1];
        if (!bySpan.TryGetValue(since, out var areas))
            bySpan.Add(since, areas = new([.. layers.Select(layer => Open(layer, day)).OfType<LayerPieces>()]));
        return areas;
    }

    private LayerPieces? Open(Layer layer, DateOnly day)
    {
        if (vintages[layer.Key].FirstOrDefault(vintage => vintage.Period.Contains(day)) is not { } vintage)
            return null;
        if (opened.TryGetValue(vintage.Id, out var pieces))
            return pieces;
        opened.Add(vintage.Id, pieces = new(open(layer, vintage)));
        // The polygons that the index was built from weigh as much as the index; a load of millions of rows should not carry them along.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return pieces;
    }
}
