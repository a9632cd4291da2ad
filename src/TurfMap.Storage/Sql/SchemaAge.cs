using TurfMap.Domain.Changes;

namespace TurfMap.Storage.Sql;

/// <summary>Refuses a store whose schema this program does not know, or must bring up first.</summary>
internal static class SchemaAge
{
    public static void Check(string store, long schema, StoreAccess access)
    {
        if (schema > Steps.Newest)
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"The store {store} was made by a newer TurfMap (schema {schema}; this program knows {Steps.Newest}). Use "
                    + "that program, or restore a backup from before."
            );
        if (schema < Steps.Newest && access != StoreAccess.Upgrade)
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"The store {store} was made by an earlier TurfMap (schema {schema}; this program needs {Steps.Newest}). "
                    + "Bring it up with: upgrade, or start with: serve --upgrade."
            );
    }
}
