using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Importing;

/// <summary>What is built upon a batch.</summary>
/// <param name="Number">The batch's number as it was asked for.</param>
/// <param name="Batch">The batch; null when there is none.</param>
/// <param name="ReplacedBy">A later batch that replaced something of it.</param>
/// <param name="Plan">A standing plan, from another batch, that assigns its boundaries or places its liaisons.</param>
public sealed record BuiltUpon(long Number, ImportBatch? Batch, ImportBatch? ReplacedBy, string? Plan);

/// <summary>The rule for taking a change back: who may make it may undo it, and nothing may stand upon it.</summary>
public static class UndoRule
{
    /// <summary>Refuses whoever may not make the change that they want to take back.</summary>
    public static void CheckRight(ImportBatch batch, bool mayMakeIt)
    {
        if (!mayMakeIt)
            throw new RefusedException(
                Refusal.Forbidden,
                batch.IsEdit
                    ? $"Change {batch.Id} is an edit of {batch.Source}. Only somebody who may edit it can undo it. Nothing was changed."
                    : $"Change {batch.Id} is an import. Only somebody who may import can undo it. Nothing was changed."
            );
    }

    /// <summary>Refuses with a sentence that says what to undo first.</summary>
    public static void Check(BuiltUpon upon)
    {
        if (upon.Batch is not { } batch)
            throw new RefusedException(Refusal.NotFound, $"There is no import {upon.Number}. See the list with: batches list.");
        if (batch.State != BatchState.Done)
            throw new RefusedException(
                Refusal.Conflict,
                $"Import {batch.Id} was {(batch.State == BatchState.Undone ? "undone already" : "refused, so there is nothing to undo")}."
            );
        if (upon.ReplacedBy is { } later)
            throw new RefusedException(
                Refusal.Conflict,
                later.IsEdit
                    ? $"Import {batch.Id} brought {later.Source}, which was edited since (change {later.Id}, by {later.Author}). "
                        + $"Undo change {later.Id} first."
                    : $"Import {later.Id} replaced something of import {batch.Id}. Undo import {later.Id} first."
            );
        if (upon.Plan is { } plan)
            throw new RefusedException(Refusal.Conflict, $"{plan} stands on import {batch.Id}. Undo the plan's import first.");
    }
}
