namespace TurfMap.Spatial.Adjacency;

/// <summary>Refuses a grouping that does not fit the areas.</summary>
internal static class GroupsCheck
{
    public static void Demand(ReadOnlySpan<int> groupOfArea, int areas, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(groups);
        if (groupOfArea.Length != areas)
            throw new ArgumentException(
                $"There are {areas} areas, but {groupOfArea.Length} groups were given for them.",
                nameof(groupOfArea)
            );
        for (var area = 0; area < areas; area++)
            if (groupOfArea[area] < -1 || groupOfArea[area] >= groups)
                throw new ArgumentException(
                    $"Area {area} is put in group {groupOfArea[area]}; there are {groups} groups.",
                    nameof(groupOfArea)
                );
    }
}
