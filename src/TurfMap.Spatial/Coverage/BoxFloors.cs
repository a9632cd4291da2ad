using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Coverage;

/// <summary>Least distances, squared and in metres, from one place to eight boxes at a time.</summary>
internal readonly struct BoxFloors(float east, float north, float metresX, float metresY)
{
    private readonly Vector256<float> _east = Vector256.Create(east);
    private readonly Vector256<float> _north = Vector256.Create(north);
    private readonly Vector256<float> _metresX = Vector256.Create(metresX);
    private readonly Vector256<float> _metresY = Vector256.Create(metresY);

    /// <param name="boxes">The least x of eight boxes, their least y, greatest x and greatest y.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(ref float boxes)
    {
        var outX =
            Vector256.MaxNative(
                Vector256.MaxNative(Vector256.LoadUnsafe(ref boxes) - _east, _east - Vector256.LoadUnsafe(ref boxes, 16)),
                Vector256<float>.Zero
            ) * _metresX;
        var outY =
            Vector256.MaxNative(
                Vector256.MaxNative(Vector256.LoadUnsafe(ref boxes, 8) - _north, _north - Vector256.LoadUnsafe(ref boxes, 24)),
                Vector256<float>.Zero
            ) * _metresY;
        return outX * outX + outY * outY;
    }
}
